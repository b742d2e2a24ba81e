-- 0133 took over the one successor that a former district had; its land went to several (Nghị quyết 1679 và 1685/NQ-UBTVQH15). Those
-- whose successors were changed by hand since keep them.
alter table unit no force row level security;
alter table unit_successor no force row level security;
insert into unit_successor (unit_id, successor_id)
  select u.id, s.id
  from (values
    ('79/hgovap/', '79/26884/', '{79/26876/,79/26878/,79/26882/,79/26884/,79/26890/,79/26898/}'::text[]),
    ('22/hdamha/', '22/06895/', '{22/06895/,22/06913/}'),
    ('22/hdongtrieu/', '22/07093/', '{22/07069/,22/07081/,22/07090/,22/07093/,22/07114/}')) d(path, former, several)
  join unit u on u.path in (d.path, d.path || 'pgddt/')
  join unit s on s.path = any (d.several)
  where (select array_agg(o.path) from unit_successor x join unit o on o.id = x.successor_id where x.unit_id = u.id) = array[d.former]
  on conflict do nothing;
alter table unit force row level security;
alter table unit_successor force row level security;
