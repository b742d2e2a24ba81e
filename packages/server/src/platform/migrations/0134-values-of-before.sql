-- 0070, 0121 and 0132 gave the rows of before their values and reached none of them: row security held their owner as well. Here
-- they are again, each over what it left undone.
alter table notice no force row level security;
update notice set params = params - array['title', 'number', 'by', 'from', 'text', 'remarks']
  where params ?| array['title', 'number', 'by', 'from', 'text', 'remarks'];
alter table notice force row level security;

alter table report no force row level security;
alter table participant no force row level security;
alter table unit no force row level security;
update report r set content = r.content || jsonb_build_object('receivers', coalesce((
  select jsonb_agg(jsonb_build_object('unitId', u.id, 'name', u.name, 'role', x.role) order by x.role desc, u.path)
  from participant x join unit u on u.id = x.unit_id
  where x.record_id = r.id and x.record_kind = 'report' and x.role in ('main', 'copy')), '[]'))
where not r.content ? 'receivers';
alter table report force row level security;
alter table participant force row level security;
alter table unit force row level security;

alter table document no force row level security;
alter table instruction no force row level security;
update document d set instructed_at = given.first
  from (select document_id, min(created_at) as first from instruction group by document_id) given
  where given.document_id = d.id and d.direction = 'in' and d.instructed_at is null;
alter table document force row level security;
alter table instruction force row level security;
