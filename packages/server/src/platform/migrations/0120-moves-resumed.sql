-- A move whose job gave up is taken up again under the bar its person knows.
alter table unit_move add column progress_id uuid;
update unit_move set progress_id = gen_random_uuid();
alter table unit_move alter column progress_id set not null;

-- Counts of a commune that is moving itself are rewritten part by part: nobody reads half of them.
create policy plan_count_moving on plan_count as restrictive for select to app_rt
  using (not (select units_moving()) or not in_move(ward_path));
