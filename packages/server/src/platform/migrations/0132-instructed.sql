-- An arrival waits for the words of the head until somebody is given it or it is taken note of (NĐ 30/2020, điều 23).
alter table document add column instructed_at timestamptz;
update document d set instructed_at = given.first
  from (select document_id, min(created_at) as first from instruction group by document_id) given
  where given.document_id = d.id and d.direction = 'in';
create index document_to_instruct on document (unit_id, arrival_on)
  where direction = 'in' and state = 'filed' and instructed_at is null;

alter table document_event drop constraint document_event_kind_check;
alter table document_event add constraint document_event_kind_check check (kind in ('received', 'reread', 'corrected', 'confirmed',
  'instructed', 'noted', 'instruction-done', 'created', 'submitted', 'withdrawn', 'returned', 'approved', 'reopened', 'issued',
  'cascaded', 'reminded', 'commented'));
