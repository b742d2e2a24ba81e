-- A district was divided among several commune-level units: a unit that ended has as many successors as took over from it.
create table unit_successor (
  unit_id int not null references unit,
  successor_id int not null references unit,
  primary key (unit_id, successor_id),
  check (unit_id <> successor_id)
);
insert into unit_successor (unit_id, successor_id)
  select id, successor_id from unit where successor_id is not null and successor_id <> id;
alter table unit drop column successor_id;

alter table unit_successor enable row level security;
alter table unit_successor force row level security;
grant select, insert, delete on unit_successor to app_rt;
grant select, insert, update, delete on unit_successor to app_system;
create policy unit_successor_system on unit_successor to app_system using (true) with check (true);
create policy unit_successor_read on unit_successor for select to app_rt using ((select own_person()) is not null);
-- written by whoever may change the unit that ended
create policy unit_successor_write on unit_successor for insert to app_rt
  with check (exists (select 1 from unit u where u.id = unit_id and (u.id = any ((select own_units())::int[])
    or (u.path >= (select write_lo()) and u.path < (select write_hi())))));
create policy unit_successor_end on unit_successor for delete to app_rt
  using (exists (select 1 from unit u where u.id = unit_id and (u.id = any ((select own_units())::int[])
    or (u.path >= (select write_lo()) and u.path < (select write_hi())))));
