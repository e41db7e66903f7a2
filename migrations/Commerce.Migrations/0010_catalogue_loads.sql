create table collections (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  shopify_id text not null,
  handle text not null,
  title text not null,
  primary key (store_id, id),
  unique (store_id, shopify_id)
);
select protect('collections');

create table product_collections (
  store_id uuid not null,
  product_id uuid not null,
  collection_id uuid not null,
  primary key (store_id, product_id, collection_id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade,
  foreign key (store_id, collection_id) references collections (store_id, id) on delete cascade
);
create index product_collections_by_collection on product_collections (store_id, collection_id, product_id);
select protect('product_collections');

-- Metafields in the namespace Shopify keeps for this app, by key.
alter table products add column metafields jsonb not null default '{}';

-- Everything the shop changed until then is in the catalogue.
alter table stores add column catalogue_as_of timestamptz;

-- When a published medium was found to be out of the gallery by another hand than ours.
alter table publication_items add column gone_at timestamptz;
create index publication_items_by_file on publication_items (store_id, file_id) where file_id is not null;

-- One reading of a whole shop by a bulk operation of Shopify's; each step is recorded before the next begins.
create table catalogue_loads (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  state text not null check (state in ('requested', 'running', 'downloading', 'downloaded', 'applied', 'finished', 'failed')),
  attempt integer not null default 1,
  operation_id text,
  requested_at timestamptz not null,
  is_partial boolean not null default false,
  object_count bigint not null default 0,
  product_count bigint not null default 0,
  file_size bigint,
  file_offset bigint not null default 0,
  line_count bigint not null default 0,
  broken_lines bigint not null default 0,
  stalls integer not null default 0,
  message text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (store_id, id)
);
create unique index catalogue_loads_open on catalogue_loads (store_id) where finished_at is null;
select protect('catalogue_loads');

-- The lines of a load between download and merge. Not logged: the shop's file is still there when the server's crash empties it,
-- and the merge counts the lines before it believes them.
create unlogged table catalogue_lines (
  store_id uuid not null references stores (id) on delete cascade,
  load_id uuid not null,
  line bigint not null,
  kind text not null,
  id uuid not null,
  shopify_id text not null,
  parent_id text,
  handle text,
  title text,
  description_html text,
  vendor text,
  product_type text,
  status text,
  tags text[],
  updated_at timestamptz,
  sku text,
  price_minor bigint,
  position integer,
  url text,
  alt text,
  width integer,
  height integer,
  value text,
  primary key (store_id, load_id, line)
);
select protect('catalogue_lines');

-- Products the shop says have changed, until they are read again: any number of notices make one reading.
create table product_changes (
  store_id uuid not null references stores (id) on delete cascade,
  shopify_id text not null,
  changed_at timestamptz not null,
  noticed_at timestamptz not null,
  primary key (store_id, shopify_id)
);
select protect('product_changes');

-- Behind the wall only comparisons that PostgreSQL calls leakproof may choose rows by an index. The match of a search is none of
-- them, so this index was kept up to date and never read: a search reads the store's own rows by title.
drop index products_by_search;

-- The catalogue's filters: each finds its products, and gives them by title where one value has many.
create index products_by_status on products (store_id, status, title, id) where removed_at is null;
create index products_by_type on products (store_id, product_type, title, id) where removed_at is null;
create index products_by_vendor on products (store_id, vendor, title, id) where removed_at is null;
