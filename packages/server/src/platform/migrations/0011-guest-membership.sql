-- Somebody whose record another unit keeps, and who holds a post here as well. Those above the unit see such people with the
-- unit's own; the few of them are marked so that the policy need not look through every membership below.
alter table membership add column guest boolean not null default false;
create index membership_guest on membership (unit_path, person_id) where guest;

drop policy person_read on person;
create policy person_read on person for select to app_rt using (
  (unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or unit_id = any ((select own_units())::int[])
  or id = (select own_person())
  or id = any (array(select m.person_id from membership m where m.unit_id = any ((select own_units())::int[])))
  or id = any (array(select m.person_id from membership m
    where m.guest and m.unit_path >= (select reach_lo()) and m.unit_path < (select reach_hi()))));
