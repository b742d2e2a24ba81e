-- A notice carries ids, days and counts; its words are fetched when it is read, under the rights of its reader.
update notice set params = params - array['title', 'number', 'by', 'from', 'text', 'remarks']
  where params ?| array['title', 'number', 'by', 'from', 'text', 'remarks'];
