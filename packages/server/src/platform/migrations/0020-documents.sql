-- Steps a paper's history names besides those of 0001.
alter table document_event drop constraint document_event_kind_check;
alter table document_event add constraint document_event_kind_check check (kind in ('received', 'reread', 'corrected', 'confirmed',
  'instructed', 'instruction-done', 'created', 'submitted', 'withdrawn', 'returned', 'approved', 'reopened', 'issued', 'cascaded',
  'reminded', 'commented'));

-- Numbers of a unit that has no document system of its own: one series a year from 01, in the order of issue
-- (NĐ 30/2020, điều 15). The row is updated in the transaction that issues, so that a number is never lost.
create table document_series (
  unit_id int not null references unit,
  unit_path text collate "C" not null,
  year int not null check (year between 2000 and 2100),
  last_number int not null check (last_number > 0),
  last_on date not null check (extract(year from last_on) = year),
  primary key (unit_id, year)
);
alter table document_series enable row level security;
alter table document_series force row level security;
grant select, insert, update on document_series to app_rt;
grant select, insert, update, delete on document_series to app_system;
create policy document_series_system on document_series to app_system using (true) with check (true);
create policy document_series_read on document_series for select to app_rt using (unit_id = any ((select own_units())::int[]));
create policy document_series_write on document_series for insert to app_rt with check (unit_id = any ((select own_units())::int[]));
create policy document_series_change on document_series for update to app_rt using (unit_id = any ((select own_units())::int[]));
