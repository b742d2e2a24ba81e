-- A district's people's committee is a kind of its own: its education office belonged to it, and both ended on 30 June 2025.
alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('ministry', 'provincial-committee', 'department',
  'district-committee', 'district-office', 'commune-committee', 'culture-social-division', 'school', 'centre'));
