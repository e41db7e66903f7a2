create table reviews (
  store_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  sha256 text not null,
  decision text not null check (decision in ('approved', 'rejected', 'withdrawn')),
  reason text not null default '',
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, asset_id) references assets (store_id, id) on delete cascade
);
create index reviews_by_asset on reviews (store_id, asset_id, id desc);
create trigger reviews_are_append_only before update on reviews for each row execute function refuse_change();
select protect('reviews');

-- One publication places approved assets on one product and holds the snapshot that takes them back.
create table publications (
  store_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  product_id uuid not null,
  state text not null check (state in
    ('queued', 'publishing', 'published', 'failed', 'reverting', 'reverted', 'revert_failed')),
  at_front boolean not null default false,
  snapshot jsonb,
  receipt jsonb,
  revert_receipt jsonb,
  message text,
  attempt integer not null default 0,
  due_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  reverted_at timestamptz,
  primary key (store_id, id),
  foreign key (store_id, product_id) references products (store_id, id)
);
create index publications_by_run on publications (store_id, run_id, id);
create index publications_latest on publications (store_id, created_at desc, id desc);
create index publications_by_product on publications (store_id, product_id);
create index publications_due on publications (store_id, due_at) where due_at is not null;
select protect('publications');

create table publication_items (
  store_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  asset_id uuid not null,
  sha256 text not null,
  file_name text not null,
  alt text not null,
  position integer not null,
  state text not null check (state in ('planned', 'staged', 'created', 'ready', 'attached', 'placed', 'verified', 'detached', 'failed')),
  resource_url text,
  file_id text,
  message text,
  updated_at timestamptz not null,
  primary key (store_id, id),
  unique (store_id, publication_id, asset_id),
  foreign key (store_id, publication_id) references publications (store_id, id) on delete cascade,
  foreign key (store_id, asset_id) references assets (store_id, id)
);
create index publication_items_by_asset on publication_items (store_id, asset_id);
select protect('publication_items');
