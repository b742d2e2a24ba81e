-- What 0119 let through.
alter table unit_move force row level security;
