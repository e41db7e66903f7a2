-- A product comes from the shop, or from a row of a spreadsheet; the latter is never published and no sync touches it.
alter table products add column origin text not null default 'shop' check (origin in ('shop', 'sheet'));
create index products_of_sheets on products (store_id, title, id) where origin = 'sheet' and removed_at is null;

-- A spreadsheet from its upload to the draft that is made of it. How far its check is stands beside its rows, written with them.
create table sheets (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('csv', 'xlsx')),
  object_key text not null,
  bytes bigint not null,
  archive_name text,
  archive_key text,
  archive_read boolean not null default false,
  sheet_names text[] not null default '{}',
  sheet_name text,
  headings text[] not null,
  layout text not null check (layout in ('plain', 'shopify', 'woo_commerce', 'report')),
  preview jsonb not null,
  mapping jsonb not null,
  state text not null check (state in ('uploaded', 'queued', 'checking', 'checked', 'failed')),
  line_count integer not null,
  lines_read integer not null default 0,
  good_count integer not null default 0,
  bad_count integer not null default 0,
  picture_count integer not null default 0,
  message text,
  draft_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  checked_at timestamptz,
  primary key (store_id, id)
);
create index sheets_latest on sheets (store_id, created_at desc, id desc);
select protect('sheets');

-- Every row that asks for something, with its cells as they were uploaded.
create table sheet_rows (
  store_id uuid not null,
  id uuid not null,
  sheet_id uuid not null,
  row_number integer not null,
  line integer not null,
  cells jsonb not null,
  good boolean not null,
  product_id uuid,
  source_image_id uuid,
  style text,
  prompt text not null default '',
  ratio text,
  copies integer,
  language text not null default '',
  primary key (store_id, id),
  unique (store_id, sheet_id, row_number),
  foreign key (store_id, sheet_id) references sheets (store_id, id) on delete cascade,
  foreign key (store_id, product_id) references products (store_id, id),
  foreign key (store_id, source_image_id) references source_images (store_id, id),
  constraint good_rows_have_a_product check (not good or product_id is not null)
);
create index sheet_rows_by_product on sheet_rows (store_id, product_id) where product_id is not null;
create index sheet_rows_by_source on sheet_rows (store_id, source_image_id) where source_image_id is not null;
select protect('sheet_rows');

create table sheet_errors (
  store_id uuid not null,
  sheet_id uuid not null,
  row_number integer not null,
  number integer not null,
  column_name text not null,
  code text not null,
  message text not null,
  fix text not null,
  primary key (store_id, sheet_id, row_number, number),
  foreign key (store_id, sheet_id) references sheets (store_id, id) on delete cascade
);
create index sheet_errors_by_code on sheet_errors (store_id, sheet_id, code);
select protect('sheet_errors');

-- What was in the ZIP that came with a sheet: a picture of ours, or why it was refused.
create table sheet_pictures (
  store_id uuid not null,
  sheet_id uuid not null,
  number integer not null,
  path text not null,
  object_key text,
  sha256 text,
  width integer,
  height integer,
  problem text,
  primary key (store_id, sheet_id, number),
  foreign key (store_id, sheet_id) references sheets (store_id, id) on delete cascade
);
select protect('sheet_pictures');

-- The mapping last used with a set of headings, by their fingerprint.
create table sheet_mappings (
  store_id uuid not null references stores (id) on delete cascade,
  fingerprint text not null,
  columns jsonb not null,
  updated_at timestamptz not null,
  primary key (store_id, fingerprint)
);
select protect('sheet_mappings');

-- What a row of a sheet asks for beside its recipe, and which row it was.
alter table generations add column if not exists prompt text not null default '';
alter table generations add column if not exists language text not null default '';
alter table generations add column if not exists sheet_id uuid;
alter table generations add column if not exists sheet_row integer;
create index generations_by_sheet_row on generations (store_id, sheet_id, sheet_row) where sheet_id is not null;
