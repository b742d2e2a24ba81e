-- "trước ngày 15 tháng 10 hằng năm": the day itself is worked out for the plan's year, the rule is kept.
alter table plan add column report_due_recurring text check (report_due_recurring ~ '^--(\d{2}-\d{2}|-\d{2})$');

-- A unit may be taken off again before it has adopted the plan; the row stays and says when and why.
alter table plan_carrier add column recalled_at timestamptz;
alter table plan_carrier add column recall_reason text;
alter table plan_carrier add check (recalled_at is null or length(trim(recall_reason)) > 0);

-- Whoever queued a piece of work may take it back until it begins.
alter table progress drop constraint progress_state_check;
alter table progress add constraint progress_state_check check (state in ('queued', 'running', 'done', 'failed', 'undone'));
grant update (state, changed_at) on progress to app_rt;

-- How many units stand in which state, by commune-level unit and task of a plan. Counting 147 440 assignments anew takes 60 ms and
-- more; these 6 800 rows are read in 3. Kept by the database itself, in the statement that changes an assignment, so that no code
-- path can miss it; a test recounts. What a unit gives itself under its own plan is not counted.
create table plan_count (
  plan_id uuid not null references plan,
  -- the first two steps of the unit's path: '79/26890/'
  ward_path text collate "C" not null,
  task_id uuid not null references task,
  open int not null default 0,
  doing int not null default 0,
  done int not null default 0,
  nothing int not null default 0,
  out_of_scope int not null default 0,
  primary key (plan_id, ward_path, task_id)
);
alter table plan_count enable row level security;
alter table plan_count force row level security;
grant select on plan_count to app_rt;
grant select, insert, update, delete on plan_count to app_system;
create policy plan_count_system on plan_count to app_system using (true) with check (true);
create policy plan_count_read on plan_count for select to app_rt using (
  ward_path >= (select reach_lo()) and ward_path < (select reach_hi()));

create function ward_path(path text) returns text language sql immutable parallel safe
  as $$ select split_part(path, '/', 1) || '/' || case when split_part(path, '/', 2) = '' then '' else split_part(path, '/', 2) || '/' end $$;

create function count_new_assignments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into plan_count as c (plan_id, ward_path, task_id, open, doing, done, nothing, out_of_scope)
  select n.plan_id, ward_path(n.unit_path), n.task_id,
    count(*) filter (where n.state = 'open'), count(*) filter (where n.state = 'doing'), count(*) filter (where n.state = 'done'),
    count(*) filter (where n.state = 'nothing'), count(*) filter (where n.state = 'out-of-scope')
  from new_rows n join plan p on p.id = n.plan_id and p.unit_id <> n.unit_id
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (plan_id, ward_path, task_id) do update set open = c.open + excluded.open, doing = c.doing + excluded.doing,
    done = c.done + excluded.done, nothing = c.nothing + excluded.nothing, out_of_scope = c.out_of_scope + excluded.out_of_scope;
  return null;
end $$;

create function count_changed_assignments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into plan_count as c (plan_id, ward_path, task_id, open, doing, done, nothing, out_of_scope)
  select x.plan_id, ward_path(x.unit_path), x.task_id,
    coalesce(sum(x.by) filter (where x.state = 'open'), 0), coalesce(sum(x.by) filter (where x.state = 'doing'), 0),
    coalesce(sum(x.by) filter (where x.state = 'done'), 0), coalesce(sum(x.by) filter (where x.state = 'nothing'), 0),
    coalesce(sum(x.by) filter (where x.state = 'out-of-scope'), 0)
  from (
    select o.plan_id, o.unit_id, o.unit_path, o.task_id, o.state, -1 as by
      from old_rows o join new_rows n on n.id = o.id where (o.state, o.unit_path) is distinct from (n.state, n.unit_path)
    union all
    select n.plan_id, n.unit_id, n.unit_path, n.task_id, n.state, 1
      from old_rows o join new_rows n on n.id = o.id where (o.state, o.unit_path) is distinct from (n.state, n.unit_path)) x
  join plan p on p.id = x.plan_id and p.unit_id <> x.unit_id
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (plan_id, ward_path, task_id) do update set open = c.open + excluded.open, doing = c.doing + excluded.doing,
    done = c.done + excluded.done, nothing = c.nothing + excluded.nothing, out_of_scope = c.out_of_scope + excluded.out_of_scope;
  return null;
end $$;

-- app_find already sees what is needed for it, and nobody can log in as it
grant select, insert, update on plan_count to app_find;
create policy plan_count_kept on plan_count to app_find using (true) with check (true);
alter function count_new_assignments() owner to app_find;
alter function count_changed_assignments() owner to app_find;
create trigger assignment_counted after insert on assignment
  referencing new table as new_rows for each statement execute function count_new_assignments();
create trigger assignment_recounted after update on assignment
  referencing old table as old_rows new table as new_rows for each statement execute function count_changed_assignments();

