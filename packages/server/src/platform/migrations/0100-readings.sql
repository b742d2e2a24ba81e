-- What a reading says of its pages: size of each in points and the first and last offset of its words, or null where it has
-- none; the words recognised with doubt, as offsets; what a PDF's signatures are worth (vanban: PdfSignature), of the paper
-- that came and of the signed copy of the unit's own.
alter table document
  add column pages jsonb,
  add column unsure jsonb,
  add column signatures jsonb,
  add column signed_signatures jsonb;

-- Where every word of a reading stands on its pages: apart from the document, which is read without it.
create table document_words (
  document_id uuid primary key references document,
  unit_id int not null references unit,
  unit_path text collate "C" not null,
  -- a list for each page; of each word: start, end, left, top, right, bottom (parts of the page in ten thousandths)
  words jsonb not null
);
alter table document_words enable row level security;
alter table document_words force row level security;
grant select, insert, update on document_words to app_rt;
grant select, insert, update, delete on document_words to app_system;
create policy document_words_system on document_words to app_system using (true) with check (true);
create policy document_words_read on document_words for select to app_rt using (unit_id = any ((select own_units())::int[]));
create policy document_words_write on document_words for insert to app_rt with check (unit_id = any ((select own_units())::int[]));
create policy document_words_change on document_words for update to app_rt using (unit_id = any ((select own_units())::int[]));

-- They bear the paper's place, so they are closed while its unit moves (0081).
create policy document_words_moving on document_words as restrictive to app_rt
  using (not (select units_moving()) or unit_id = any ((select own_units())::int[]) or not in_move(unit_path))
  with check (not (select units_moving()) or not left_behind(unit_path));
