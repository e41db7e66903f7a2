create table products (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  shopify_id text not null,
  handle text not null,
  title text not null,
  description_html text not null default '',
  vendor text not null default '',
  product_type text not null default '',
  status text not null default 'active' check (status in ('active', 'draft', 'archived', 'unlisted')),
  tags text[] not null default '{}',
  price_minor bigint,
  media_count integer not null default 0,
  updated_at timestamptz not null,
  synced_at timestamptz not null,
  removed_at timestamptz,
  search tsvector not null generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', vendor || ' ' || product_type), 'B')
  ) stored,
  primary key (store_id, id),
  unique (store_id, shopify_id)
);
create index products_by_title on products (store_id, title, id) where removed_at is null;
create index products_by_search on products using gin (search);
select protect('products');

create table variants (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  shopify_id text not null,
  title text not null,
  sku text not null default '',
  price_minor bigint,
  position integer not null,
  primary key (store_id, id),
  unique (store_id, shopify_id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade
);
create index variants_by_product on variants (store_id, product_id, position);
select protect('variants');

create table source_images (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  shopify_id text not null,
  position integer not null,
  url text not null,
  alt text not null default '',
  width integer,
  height integer,
  object_key text,
  sha256 text,
  removed_at timestamptz,
  primary key (store_id, id),
  unique (store_id, product_id, shopify_id),
  foreign key (store_id, product_id) references products (store_id, id) on delete cascade
);
create index source_images_by_product on source_images (store_id, product_id, position);
select protect('source_images');
