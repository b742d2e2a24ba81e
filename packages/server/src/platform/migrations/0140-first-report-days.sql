-- A plan's own day moves on as its unit reports; those it was given to are asked from its first day on, whatever its unit sent.
alter table plan add column report_first_due_on date check (report_first_due_on < report_due_on);
alter table report no force row level security;
alter table plan no force row level security;
update plan p set report_first_due_on = sent.first
  from (select plan_id, unit_id, min(due_on) as first from report where sent_at is not null group by plan_id, unit_id) sent
  where sent.plan_id = p.id and sent.unit_id = p.unit_id and p.report_due_recurring is not null and sent.first < p.report_due_on;
alter table report force row level security;
alter table plan force row level security;
