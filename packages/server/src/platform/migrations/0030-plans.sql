-- "trước ngày 15 tháng 10 hằng năm": the day itself is worked out for the plan's year, the rule is kept.
alter table plan add column report_due_recurring text check (report_due_recurring ~ '^--(\d{2}-\d{2}|-\d{2})$');

-- A unit may be taken off again before it has adopted the plan; the row stays and says when and why.
alter table plan_carrier add column recalled_at timestamptz;
alter table plan_carrier add column recall_reason text;
alter table plan_carrier add check (recalled_at is null or length(trim(recall_reason)) > 0);

-- Whoever queued a piece of work may take it back until it begins.
alter table progress drop constraint progress_state_check;
alter table progress add constraint progress_state_check check (state in ('queued', 'running', 'done', 'failed', 'undone'));
grant update (state, changed_at) on progress to app_rt;

-- Coverage counts assignments by ward: the second step of the path ('79/26890/v0002/' → '26890'). Kept in the row and first in
-- the index after the plan, so that counting is one ordered pass over the index alone; the two columns of the read policy
-- are in the index for the same reason.
alter table assignment add column ward text collate "C" generated always as (split_part(unit_path, '/', 2)) stored;
drop index assignment_coverage;
create index assignment_coverage on assignment (plan_id, ward, task_id, state) include (unit_path, unit_id);
create index assignment_plan_unit on assignment (plan_id, unit_id);
