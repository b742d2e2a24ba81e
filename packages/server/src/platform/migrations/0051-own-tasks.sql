-- A unit's own tasks by what they carry out, for the first page of what is one's to answer.
create index task_carrying on task (unit_id, superior_task_id);
