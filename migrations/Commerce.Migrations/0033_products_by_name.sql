-- A spreadsheet names products by handle or SKU, a thousand rows at a time; without these each thousand reads the whole catalogue.
create index products_by_handle on products (store_id, handle) where removed_at is null and origin = 'shop';
create index variants_by_sku on variants (store_id, sku);
