-- A draft that makes again what failed in a batch for one reason, row by row.
alter table batch_drafts add column failed_of uuid;
alter table batch_drafts add column failed_code text;
