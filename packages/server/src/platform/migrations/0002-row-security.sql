-- Row security on every table. Three arms and no more: reach range, own units, participant.
-- The subselects are uncorrelated on purpose: PostgreSQL runs each once per statement (InitPlan).
-- With no setting made, every comparison is null or false and no row is seen.

do $$
declare t text;
begin
  for t in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update on %I to app_rt', t);
    execute format('grant select, insert, update, delete on %I to app_system', t);
    -- jobs see all rows, by a policy that says so, never by BYPASSRLS
    execute format('create policy %I on %I to app_system using (true) with check (true)', t || '_system', t);
  end loop;
end $$;
grant usage on all sequences in schema public to app_rt, app_system;
-- what has happened stays as it was written
revoke update on audit, document_event, assignment_event, participant from app_rt;
revoke insert on notice from app_rt;
revoke insert, update on progress from app_rt;
grant insert on progress to app_rt;

-- The directory of public bodies is for everyone who has signed in.
do $$
declare t text;
begin
  foreach t in array array['unit', 'unit_setting', 'unit_relation'] loop
    execute format('create policy %I on %I for select to app_rt using ((select own_person()) is not null)', t || '_read', t);
  end loop;
end $$;
create policy unit_write on unit for insert to app_rt
  with check (path >= (select write_lo()) and path < (select write_hi()));
create policy unit_change on unit for update to app_rt
  using (id = any ((select own_units())::int[]) or (path >= (select write_lo()) and path < (select write_hi())));
create policy unit_relation_write on unit_relation for insert to app_rt
  with check (exists (select 1 from unit u where u.id = unit_id and u.path >= (select write_lo()) and u.path < (select write_hi())));
create policy unit_relation_change on unit_relation for update to app_rt
  using (exists (select 1 from unit u where u.id = unit_id and u.path >= (select write_lo()) and u.path < (select write_hi())));

-- Rows that belong to a unit: read by reach or own unit; written by own unit or write reach.
do $$
declare
  t text;
  own text := 'unit_id = any ((select own_units())::int[])';
  reach text := 'unit_path >= (select reach_lo()) and unit_path < (select reach_hi())';
  wreach text := 'unit_path >= (select write_lo()) and unit_path < (select write_hi())';
begin
  foreach t in array array['unit_part', 'unit_year', 'assignment', 'assignment_event', 'plan_carrier'] loop
    execute format('create policy %I on %I for select to app_rt using ((%s) or %s)', t || '_read', t, reach, own);
  end loop;
  foreach t in array array['unit_setting', 'unit_part', 'unit_year', 'membership', 'person', 'assignment', 'assignment_event', 'plan_carrier',
      'file', 'document', 'document_event', 'instruction', 'plan', 'task', 'report'] loop
    execute format('create policy %I on %I for insert to app_rt with check ((%s) or %s)', t || '_write', t, wreach, own);
    execute format('create policy %I on %I for update to app_rt using ((%s) or %s)', t || '_change', t, wreach, own);
  end loop;
end $$;

create policy membership_read on membership for select to app_rt using (
  (unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or unit_id = any ((select own_units())::int[])
  or person_id = (select own_person()));
create policy person_read on person for select to app_rt using (
  (unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or unit_id = any ((select own_units())::int[])
  or id = (select own_person())
  or id = any (array(select m.person_id from membership m where m.unit_id = any ((select own_units())::int[]))));

create policy participant_read on participant for select to app_rt using (unit_id = any ((select own_units())::int[]));

create policy file_read on file for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or (open_above and unit_path >= (select reach_lo()) and unit_path < (select reach_hi())));

-- A register is the unit's own; what it issued is for those above; what was sent to a unit is for that unit.
create policy document_read on document for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or (direction = 'out' and state = 'issued' and unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or id = any (array(select p.record_id from participant p)));
create policy document_event_read on document_event for select to app_rt using (
  unit_id = any ((select own_units())::int[]));
create policy instruction_read on instruction for select to app_rt using (
  unit_id = any ((select own_units())::int[]));
create policy citation_read on citation for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or document_id = any (array(select p.record_id from participant p)));
create policy citation_write on citation for insert to app_rt with check (unit_id = any ((select own_units())::int[]));
create policy citation_change on citation for update to app_rt using (unit_id = any ((select own_units())::int[]));
grant delete on citation to app_rt;
create policy citation_end on citation for delete to app_rt using (unit_id = any ((select own_units())::int[]));

create policy plan_read on plan for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or (open and unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or id = any (array(select p.record_id from participant p)));
create policy task_read on task for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or (open and unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or (open and plan_id = any (array(select p.record_id from participant p))));
create policy report_read on report for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or (open and unit_path >= (select reach_lo()) and unit_path < (select reach_hi()))
  or id = any (array(select p.record_id from participant p)));

create policy plan_report_receiver_read on plan_report_receiver for select to app_rt using (
  unit_id = any ((select own_units())::int[]) or receiver_id = any ((select own_units())::int[])
  or plan_id = any (array(select p.record_id from participant p)));
create policy plan_report_receiver_write on plan_report_receiver for insert to app_rt
  with check (unit_id = any ((select own_units())::int[]));
grant delete on plan_report_receiver to app_rt;
create policy plan_report_receiver_end on plan_report_receiver for delete to app_rt
  using (unit_id = any ((select own_units())::int[]));

create policy audit_read on audit for select to app_rt using (
  (unit_path >= (select reach_lo()) and unit_path < (select reach_hi())) or unit_id = any ((select own_units())::int[]));
create policy audit_write on audit for insert to app_rt with check (person_id = (select own_person()));

do $$
declare t text;
begin
  foreach t in array array['idempotency', 'progress', 'notice'] loop
    execute format('create policy %I on %I for all to app_rt using (person_id = (select own_person())) with check (person_id = (select own_person()))', t || '_own', t);
  end loop;
end $$;

-- ---------------------------------------------------------------- search
-- Under row security the trigram indexes are not used (textlike is not leakproof). These functions apply the
-- same three arms inside and return ids; the caller reads those ids under row security again.

create policy unit_find on unit for select to app_find using (true);
create policy document_find on document for select to app_find using (true);
create policy task_find on task for select to app_find using (true);
create policy person_find on person for select to app_find using (true);
create policy participant_find on participant for select to app_find using (true);
create policy plan_find on plan for select to app_find using (true);
create policy report_find on report for select to app_find using (true);
grant select on unit, document, task, person, participant, plan, report to app_find;

-- Up to four words, each to be found; missing ones match anything.
create function find_patterns(q text) returns text[] language sql immutable parallel safe
  set search_path = pg_catalog, public
  as $$
    select (array_agg('%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%') || array['%', '%', '%', '%'])[1:4]
    from (select w from regexp_split_to_table(trim(public.vn_fold(q)), '\s+') w where w <> '' limit 4) s
  $$;

create function find_documents(q text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select d.id from document d, (select find_patterns(q) p) f
  where d.fold like f.p[1] and d.fold like f.p[2] and d.fold like f.p[3] and d.fold like f.p[4]
    and d.state <> 'ended'
    and (d.unit_id = any ((select own_units())::int[])
      or (d.direction = 'out' and d.state = 'issued' and d.unit_path >= (select reach_lo()) and d.unit_path < (select reach_hi()))
      or d.id = any (array(select p.record_id from participant p where p.unit_id = any ((select own_units())::int[]))))
  order by d.created_at desc, d.id limit least(most, 200) $$;

create function find_tasks(q text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id from task t, (select find_patterns(q) p) f
  where t.text_fold like f.p[1] and t.text_fold like f.p[2] and t.text_fold like f.p[3] and t.text_fold like f.p[4]
    and t.ended_at is null
    and (t.unit_id = any ((select own_units())::int[])
      or (t.open and t.unit_path >= (select reach_lo()) and t.unit_path < (select reach_hi()))
      or (t.open and t.plan_id = any (array(select p.record_id from participant p where p.unit_id = any ((select own_units())::int[])))))
  order by t.plan_id, t.section, t.position limit least(most, 200) $$;

create function find_units(q text, most int) returns setof int
  language sql stable security definer set search_path = pg_catalog, public as $$
  select u.id from unit u, (select find_patterns(q) p) f
  where u.name_fold like f.p[1] and u.name_fold like f.p[2] and u.name_fold like f.p[3] and u.name_fold like f.p[4]
    and (select own_person()) is not null
  order by u.path limit least(most, 500) $$;

create function find_people(q text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select x.id from person x, (select find_patterns(q) p) f
  where x.name_fold like f.p[1] and x.name_fold like f.p[2] and x.name_fold like f.p[3] and x.name_fold like f.p[4]
    and x.ended_at is null
    and (x.unit_id = any ((select own_units())::int[])
      or (x.unit_path >= (select reach_lo()) and x.unit_path < (select reach_hi()))
      or x.id = (select own_person()))
  order by x.name, x.id limit least(most, 200) $$;

-- A unit may open only its own records to others: the unit of a record, whatever the caller may read.
create function record_unit(kind text, record uuid) returns int
  language sql stable security definer set search_path = pg_catalog, public as $$
  select case kind
    when 'document' then (select unit_id from document where id = record)
    when 'plan' then (select unit_id from plan where id = record)
    when 'report' then (select unit_id from report where id = record)
  end $$;
create policy participant_write on participant for insert to app_rt
  with check (record_unit(record_kind, record_id) = any ((select own_units())::int[]));

do $$
declare f text;
begin
  foreach f in array array['find_documents(text,int)', 'find_tasks(text,int)', 'find_units(text,int)', 'find_people(text,int)', 'record_unit(text,uuid)'] loop
    execute format('alter function %s owner to app_find', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_rt, app_system', f);
  end loop;
end $$;
