-- A unit moves to another superior: paths of its rows are rewritten by a job. Until the job has finished, rows under the old and the
-- new place are seen and written by the moving units alone: neither superior sees half of it.
create table unit_move (
  id uuid primary key default gen_random_uuid(),
  unit_id int not null references unit,
  from_path text collate "C" not null,
  to_path text collate "C" not null check (from_path <> to_path),
  superior_id int not null references unit,
  person_id uuid not null references person,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create unique index unit_move_running on unit_move (unit_id) where finished_at is null;
create index unit_move_latest on unit_move (finished_at desc);
alter table unit_move enable row level security;
alter table unit_move force row level security;
grant select, insert on unit_move to app_rt;
grant select, insert, update, delete on unit_move to app_system;
grant select on unit_move to app_find;
create policy unit_move_system on unit_move to app_system using (true) with check (true);
create policy unit_move_find on unit_move for select to app_find using (true);
create policy unit_move_read on unit_move for select to app_rt using (
  unit_id = any ((select own_units())::int[]) or (to_path >= (select write_lo()) and to_path < (select write_hi())));
create policy unit_move_write on unit_move for insert to app_rt with check (
  from_path >= (select write_lo()) and from_path < (select write_hi()) and to_path >= (select write_lo()) and to_path < (select write_hi()));

-- Whether anything moves, or has just moved: asked once per statement, so that the checks below cost nothing on any other day.
create function units_moving() returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from unit_move m where m.finished_at is null or m.finished_at > now() - interval '1 minute') $$;
create function in_move(path text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from unit_move m where m.finished_at is null
    and (starts_with(in_move.path, m.from_path) or starts_with(in_move.path, m.to_path))) $$;
-- A request that began before the move may still bear the old place: nothing is written there, a minute beyond the end.
create function left_behind(path text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from unit_move m where (m.finished_at is null or m.finished_at > now() - interval '1 minute')
    and starts_with(left_behind.path, m.from_path)
    and not exists (select 1 from unit_move n where n.to_path = m.from_path and n.created_at > m.created_at)) $$;
-- Any move of these places that has not finished, whoever asks: two moves never cross.
create function crossing_moves(places text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from unit_move m, unnest(places) p where m.finished_at is null
    and (starts_with(p, m.from_path) or starts_with(m.from_path, p) or starts_with(p, m.to_path) or starts_with(m.to_path, p))) $$;

do $$
declare f text; t text;
begin
  foreach f in array array['units_moving()', 'in_move(text)', 'left_behind(text)', 'crossing_moves(text[])'] loop
    execute format('alter function %s owner to app_find', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_rt, app_system', f);
  end loop;
  -- every table whose rows bear a place; a test fails for a later one without this policy
  for t in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'unit_path' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
    execute format($p$create policy %I on %I as restrictive to app_rt
      using (not (select units_moving()) or unit_id = any ((select own_units())::int[]) or not in_move(unit_path))
      with check (not (select units_moving()) or not left_behind(unit_path))$p$, t || '_moving', t);
  end loop;
end $$;
