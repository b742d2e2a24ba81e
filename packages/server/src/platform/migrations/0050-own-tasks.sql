-- A unit's own tasks that carry out a superior's, for the first page of what is one's to answer.
create index task_carrying on task (unit_id, superior_task_id) where superior_task_id is not null;
