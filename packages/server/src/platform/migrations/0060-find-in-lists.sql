-- Searching inside a list looks only among the list's own rows: taking the newest finds of everything visible and then leaving
-- out other units' papers would hide the own ones of whoever sees much. As all find_* functions: reach and own units inside.
create function find_register(q text, unit int, dir text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select d.id from document d, (select find_patterns(q) p) f
  where d.fold like f.p[1] and d.fold like f.p[2] and d.fold like f.p[3] and d.fold like f.p[4]
    and d.state <> 'ended'
    and unit = any ((select own_units())::int[])
    and (d.unit_id = unit and d.direction = dir
      or dir = 'in' and d.id = any (array(select p.record_id from participant p where p.unit_id = unit and p.record_kind = 'document')))
  order by d.register_on desc, d.created_at desc, d.id desc limit least(most, 1000) $$;

-- Plans of a unit and those given to it, or with `below` those that units in the caller's reach have issued.
create function find_plans_of(q text, unit int, below boolean, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from plan p join document d on d.id = p.document_id, (select find_patterns(q) p) f
  where d.fold like f.p[1] and d.fold like f.p[2] and d.fold like f.p[3] and d.fold like f.p[4]
    and unit = any ((select own_units())::int[])
    and (not below and (p.unit_id = unit
        or p.id = any (array(select x.record_id from participant x where x.unit_id = unit and x.record_kind = 'plan')))
      or below and p.open and p.unit_id <> unit and (
        p.unit_path >= (select reach_lo()) and p.unit_path < (select reach_hi())
        or p.id = any (array(select x.record_id from participant x where x.unit_id = unit and x.record_kind = 'plan'))))
  order by p.created_at desc, p.id desc limit least(most, 1000) $$;

do $$
declare f text;
begin
  foreach f in array array['find_register(text,int,text,int)', 'find_plans_of(text,int,boolean,int)'] loop
    execute format('alter function %s owner to app_find', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_rt, app_system', f);
  end loop;
end $$;
