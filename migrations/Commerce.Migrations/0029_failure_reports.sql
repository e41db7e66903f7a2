-- The batch whose failure report a sheet is: its recipe makes the corrected rows.
alter table sheets add column batch_id uuid;
alter table sheets add foreign key (store_id, batch_id) references batches (store_id, id) on delete set null (batch_id);
create index sheets_by_batch on sheets (store_id, batch_id) where batch_id is not null;

-- Which copy of its order a row of a failure report stands for; null asks for as many as its count says.
alter table sheet_rows add column copy integer;
