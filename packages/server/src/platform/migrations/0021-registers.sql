-- The day a paper stands under in its register: of arrival, of issue, or of its first draft.
alter table document add column register_on date generated always as
  (coalesce(arrival_on, issued_on, (created_at at time zone 'Asia/Ho_Chi_Minh')::date)) stored;
create index document_register on document (unit_id, direction, register_on desc, created_at desc, id desc);

-- A reader who was given a paper to work on finds it among what waits for them.
create index instruction_document on instruction (document_id, id);

-- Plans and reports by the words of their documents, with the arms of their own policies.
create function find_plans(q text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from plan p join document d on d.id = p.document_id, (select find_patterns(q) p) f
  where d.fold like f.p[1] and d.fold like f.p[2] and d.fold like f.p[3] and d.fold like f.p[4]
    and (p.unit_id = any ((select own_units())::int[])
      or (p.open and p.unit_path >= (select reach_lo()) and p.unit_path < (select reach_hi()))
      or p.id = any (array(select x.record_id from participant x where x.unit_id = any ((select own_units())::int[]))))
  order by p.year desc, p.created_at desc, p.id limit least(most, 200) $$;

create function find_reports(q text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id from report r join document d on d.id = r.document_id, (select find_patterns(q) p) f
  where d.fold like f.p[1] and d.fold like f.p[2] and d.fold like f.p[3] and d.fold like f.p[4]
    and (r.unit_id = any ((select own_units())::int[])
      or (r.open and r.unit_path >= (select reach_lo()) and r.unit_path < (select reach_hi()))
      or r.id = any (array(select x.record_id from participant x where x.unit_id = any ((select own_units())::int[]))))
  order by r.period_to desc, r.id limit least(most, 200) $$;

do $$
declare f text;
begin
  foreach f in array array['find_plans(text,int)', 'find_reports(text,int)'] loop
    execute format('alter function %s owner to app_find', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_rt, app_system', f);
  end loop;
end $$;

-- The body that issued a paper, by the name printed on it.
create function find_issuers(name text, day date) returns setof int
  language sql stable security definer set search_path = pg_catalog, public as $$
  select u.id from unit u
  where (public.vn_fold(u.name) = public.vn_fold(find_issuers.name) or public.vn_fold(u.short_name) = public.vn_fold(find_issuers.name))
    and u.valid_from <= day and coalesce(u.valid_to, day) >= day
    and (select own_person()) is not null
  limit 2 $$;
alter function find_issuers(text, date) owner to app_find;
revoke all on function find_issuers(text, date) from public;
grant execute on function find_issuers(text, date) to app_rt, app_system;
create index unit_name_exact on unit (public.vn_fold(name));
create index unit_short_name_exact on unit (public.vn_fold(short_name));
