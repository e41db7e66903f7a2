create table recipes (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  version integer not null,
  name text not null,
  content jsonb not null,
  content_hash text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (store_id, id)
);
create unique index recipes_by_hash on recipes (store_id, content_hash);
create trigger recipes_are_immutable before update on recipes for each row execute function refuse_change();
select protect('recipes');

create table batches (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  recipe_id uuid not null,
  brand_version integer,
  state text not null check (state in ('running', 'cancelling', 'done', 'partial', 'failed', 'cancelled')),
  row_count integer not null check (row_count > 0),
  hold_id uuid not null,
  request_key text not null,
  created_by text not null,
  created_at timestamptz not null,
  cancel_requested_at timestamptz,
  finished_at timestamptz,
  primary key (store_id, id),
  unique (store_id, request_key),
  foreign key (store_id, recipe_id) references recipes (store_id, id),
  foreign key (store_id, hold_id) references holds (store_id, id)
);
create index batches_latest on batches (store_id, created_at desc, id desc);
select protect('batches');

create table generations (
  store_id uuid not null,
  id uuid not null,
  batch_id uuid not null,
  row_number integer not null,
  product_id uuid not null,
  source_image_id uuid not null,
  kind text not null check (kind in ('image', 'video')),
  style text not null,
  provider text not null,
  model text not null,
  width integer not null,
  height integer not null,
  seed bigint not null,
  request_hash text not null,
  credits integer not null check (credits >= 0),
  state text not null check (state in
    ('queued', 'submitting', 'waiting', 'fetching', 'checking', 'done', 'failed', 'cancelled', 'expired', 'uncertain')),
  attempt integer not null default 0,
  due_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  task_id text,
  output_key text,
  output jsonb,
  error_code text,
  error_message text,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (store_id, id),
  unique (store_id, batch_id, row_number),
  foreign key (store_id, batch_id) references batches (store_id, id) on delete cascade,
  foreign key (store_id, product_id) references products (store_id, id),
  foreign key (store_id, source_image_id) references source_images (store_id, id),
  constraint due_until_ended check ((due_at is null) = (state in ('done', 'failed', 'cancelled', 'expired')))
);
create index generations_backlog on generations (store_id, due_at, id) where due_at is not null;
create index generations_by_batch_state on generations (store_id, batch_id, state);
create index generations_by_product on generations (store_id, product_id, created_at desc);
create index generations_by_source on generations (store_id, source_image_id);
-- The same source, recipe and seed is never bought twice.
create unique index generations_bought_once on generations (store_id, request_hash) where state not in ('failed', 'cancelled', 'expired');
select protect('generations');

-- Every transition of every row, for its history and for the operator.
create table generation_events (
  store_id uuid not null,
  id uuid not null,
  generation_id uuid not null,
  from_state text not null,
  to_state text not null,
  detail text not null default '',
  at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, generation_id) references generations (store_id, id) on delete cascade
);
create index generation_events_by_generation on generation_events (store_id, generation_id, id);
select protect('generation_events');

create table assets (
  store_id uuid not null,
  id uuid not null,
  generation_id uuid not null,
  batch_id uuid not null,
  product_id uuid not null,
  source_image_id uuid not null,
  kind text not null check (kind in ('image', 'video')),
  style text not null,
  object_key text not null,
  thumbnail_key text not null,
  sha256 text not null,
  bytes bigint not null check (bytes > 0),
  mime_type text not null,
  width integer not null,
  height integer not null,
  duration_ms integer,
  provider text not null,
  model text not null,
  prompt text not null,
  seed bigint not null,
  brand_version integer,
  fidelity real,
  digital_source_type text not null,
  review_state text not null default 'pending' check (review_state in ('pending', 'approved', 'rejected')),
  created_at timestamptz not null,
  primary key (store_id, id),
  unique (store_id, generation_id),
  foreign key (store_id, generation_id) references generations (store_id, id) on delete cascade,
  foreign key (store_id, product_id) references products (store_id, id),
  foreign key (store_id, source_image_id) references source_images (store_id, id)
);
create index assets_by_batch on assets (store_id, batch_id, id);
create index assets_by_product on assets (store_id, product_id, id);
create index assets_by_review on assets (store_id, review_state, id);
select protect('assets');
