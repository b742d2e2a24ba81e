-- Two windows that change the same saved view get a choice, as everywhere else.
alter table saved_view add column version int not null default 1;
grant update (version) on saved_view to app_rt;
