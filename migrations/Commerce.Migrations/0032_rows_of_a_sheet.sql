-- The good rows of a spreadsheet for planning. A function for what it says of their number: rows that were just written are in no
-- statistics yet, and a plan made for one row compares a hundred thousand with each other. It sees what its caller may see.
create function rows_of_sheet(wanted_store uuid, wanted_sheet uuid)
returns table (row_number integer, product_id uuid, source_image_id uuid, prompt text, language text, style text, ratio text, copies integer, copy integer)
language plpgsql stable rows 10000
as $$
begin
  return query
    select r.row_number, r.product_id, r.source_image_id, r.prompt, r.language, r.style, r.ratio, r.copies, r.copy
    from sheet_rows r where r.store_id = wanted_store and r.sheet_id = wanted_sheet and r.good;
end $$;
