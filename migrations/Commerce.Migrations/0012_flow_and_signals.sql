-- One row for each run of our Shopify Flow action: Flow repeats a run until it has an answer, and one run starts one batch.
create table flow_runs (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  action_run_id text not null,
  state text not null check (state in ('waiting', 'done', 'refused')),
  batch_id uuid,
  message text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (store_id, id),
  unique (store_id, action_run_id),
  foreign key (store_id, batch_id) references batches (store_id, id) on delete cascade
);
select protect('flow_runs');

-- What the shop is to be told, recorded before it is sent: Flow triggers about batches, disclosure on products.
create table signals (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('media_ready', 'batch_failed', 'disclosure')),
  subject_id uuid not null,
  changed_at timestamptz not null,
  attempt integer not null default 0,
  due_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  sent_at timestamptz,
  message text,
  created_at timestamptz not null,
  primary key (store_id, id),
  unique (store_id, subject_id, kind)
);
create index signals_due on signals (store_id, due_at) where due_at is not null;
create index signals_latest on signals (store_id, kind, changed_at desc);
select protect('signals');

create index batches_finished on batches (store_id, finished_at) where finished_at is not null;
create index publications_published on publications (store_id, published_at) where published_at is not null;
create index publications_reverted on publications (store_id, reverted_at) where reverted_at is not null;
