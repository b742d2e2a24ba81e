-- Whom a report went to stands in the report: the plan may name others later, or not be the reader's to see. Of reports sent before,
-- the bodies they were opened to.
update report r set content = r.content || jsonb_build_object('receivers', coalesce((
  select jsonb_agg(jsonb_build_object('unitId', u.id, 'name', u.name, 'role', x.role) order by x.role desc, u.path)
  from participant x join unit u on u.id = x.unit_id
  where x.record_id = r.id and x.record_kind = 'report' and x.role in ('main', 'copy')), '[]'))
where not r.content ? 'receivers';

-- Whom a plan names for its carriers is read by whoever reads the plan, and by the body named.
drop policy plan_carrier_receiver_read on plan_carrier_receiver;
create policy plan_carrier_receiver_read on plan_carrier_receiver for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or receiver_id = any ((select own_units())::int[])
  or plan_id = any (array(select p.record_id from participant p))
  or exists (select 1 from plan p where p.id = plan_id));
drop policy plan_report_receiver_read on plan_report_receiver;
create policy plan_report_receiver_read on plan_report_receiver for select to app_rt using (
  unit_id = any ((select own_units())::int[])
  or receiver_id = any ((select own_units())::int[])
  or plan_id = any (array(select p.record_id from participant p))
  or exists (select 1 from plan p where p.id = plan_id));
