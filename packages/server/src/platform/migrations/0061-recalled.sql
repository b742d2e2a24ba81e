-- What was recalled from a unit is out of every count, and the unit answers nothing on it: the state alone cannot say so, for
-- out of scope is also an answer of the unit.
alter table assignment add column recalled boolean not null default false;

create or replace function count_new_assignments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into plan_count as c (plan_id, ward_path, task_id, open, doing, done, nothing, out_of_scope)
  select n.plan_id, ward_path(n.unit_path), n.task_id,
    count(*) filter (where n.state = 'open'), count(*) filter (where n.state = 'doing'), count(*) filter (where n.state = 'done'),
    count(*) filter (where n.state = 'nothing'), count(*) filter (where n.state = 'out-of-scope')
  from new_rows n join plan p on p.id = n.plan_id and p.unit_id <> n.unit_id
  where not n.recalled
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (plan_id, ward_path, task_id) do update set open = c.open + excluded.open, doing = c.doing + excluded.doing,
    done = c.done + excluded.done, nothing = c.nothing + excluded.nothing, out_of_scope = c.out_of_scope + excluded.out_of_scope;
  return null;
end $$;

create or replace function count_changed_assignments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into plan_count as c (plan_id, ward_path, task_id, open, doing, done, nothing, out_of_scope)
  select x.plan_id, ward_path(x.unit_path), x.task_id,
    coalesce(sum(x.by) filter (where x.state = 'open'), 0), coalesce(sum(x.by) filter (where x.state = 'doing'), 0),
    coalesce(sum(x.by) filter (where x.state = 'done'), 0), coalesce(sum(x.by) filter (where x.state = 'nothing'), 0),
    coalesce(sum(x.by) filter (where x.state = 'out-of-scope'), 0)
  from (
    select o.plan_id, o.unit_id, o.unit_path, o.task_id, o.state, -1 as by
      from old_rows o join new_rows n on n.id = o.id
      where not o.recalled and (o.state, o.unit_path, o.recalled) is distinct from (n.state, n.unit_path, n.recalled)
    union all
    select n.plan_id, n.unit_id, n.unit_path, n.task_id, n.state, 1
      from old_rows o join new_rows n on n.id = o.id
      where not n.recalled and (o.state, o.unit_path, o.recalled) is distinct from (n.state, n.unit_path, n.recalled)) x
  join plan p on p.id = x.plan_id and p.unit_id <> x.unit_id
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (plan_id, ward_path, task_id) do update set open = c.open + excluded.open, doing = c.doing + excluded.doing,
    done = c.done + excluded.done, nothing = c.nothing + excluded.nothing, out_of_scope = c.out_of_scope + excluded.out_of_scope;
  return null;
end $$;

-- what was recalled before; the owner of the tables is held by row security too, but for this one statement, and the trigger
-- above takes the rows out of the kept counts
alter table assignment no force row level security;
alter table plan_carrier no force row level security;
update assignment a set recalled = true from plan_carrier c
  where c.plan_id = a.plan_id and c.unit_id = a.unit_id and c.recalled_at is not null;
alter table assignment force row level security;
alter table plan_carrier force row level security;
