-- Mẫu văn bản: a unit's own template stands before the standard one of the same key. It ends, it is never deleted.
create table template (
  id uuid primary key default gen_random_uuid(),
  unit_id int not null references unit,
  unit_path text collate "C" not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,59}$'),
  -- vanban: Template
  content jsonb not null,
  version int not null default 1,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index template_key on template (unit_id, key) where ended_at is null;

-- What a paper written from a template says; letterhead, number and day are joined to it when it is composed.
create table letter (
  document_id uuid primary key references document,
  unit_id int not null references unit,
  unit_path text collate "C" not null,
  template_key text not null,
  content jsonb not null,
  version int not null default 1
);

alter table document drop constraint document_paper_check;
alter table document add constraint document_paper_check check (paper in ('plan', 'report', 'letter'));

do $$
declare t text;
begin
  foreach t in array array['template', 'letter'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to app_rt', t);
    execute format('grant select, insert, update, delete on %I to app_system', t);
    execute format('create policy %I on %I to app_system using (true) with check (true)', t || '_system', t);
    -- others read the paper itself, once it is issued, in the snapshot that was approved
    execute format('create policy %I on %I for select to app_rt using (unit_id = any ((select own_units())::int[]))', t || '_read', t);
    execute format('create policy %I on %I for insert to app_rt with check (unit_id = any ((select own_units())::int[]))', t || '_write', t);
    execute format('create policy %I on %I for update to app_rt using (unit_id = any ((select own_units())::int[]))', t || '_change', t);
    execute format($p$create policy %I on %I as restrictive to app_rt
      using (not (select units_moving()) or unit_id = any ((select own_units())::int[]) or not in_move(unit_path))
      with check (not (select units_moving()) or not left_behind(unit_path))$p$, t || '_moving', t);
  end loop;
end $$;
grant update (content, version, changed_at, ended_at) on template to app_rt;
grant update (content, version) on letter to app_rt;
