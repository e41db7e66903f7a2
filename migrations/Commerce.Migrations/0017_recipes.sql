-- An id that sorts by time and then by place, so that the rows of one statement keep their order (version 7, RFC 9562, with
-- the place as its counter; places go up to 16,777,215).
create function ordered_id(at timestamptz, place bigint) returns uuid
language sql volatile parallel safe
return (
  lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(place >> 12), 3, '0')
  || '8' || lpad(to_hex(place & 4095), 3, '0') || right(gen_random_uuid()::text, 12))::uuid;

-- A recipe the owner has named. What it says stands in its versions, which never change.
create table saved_recipes (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (store_id, id)
);
create index saved_recipes_by_name on saved_recipes (store_id, name, id) where archived_at is null;
select protect('saved_recipes');

-- What a batch was started with is a version of a saved recipe, or stands alone; alone the same content is stored once.
alter table recipes add column saved_recipe_id uuid;
alter table recipes add foreign key (store_id, saved_recipe_id) references saved_recipes (store_id, id) on delete cascade;
drop index recipes_by_hash;
create unique index recipes_by_hash on recipes (store_id, content_hash) where saved_recipe_id is null;
create unique index recipes_by_version on recipes (store_id, saved_recipe_id, version) where saved_recipe_id is not null;

-- A draft takes its rows from chosen products, from a filter or from a sheet; it may begin from a saved recipe, have a pilot,
-- and be meant for later.
alter table batch_drafts add column filter jsonb;
alter table batch_drafts add column sheet_id uuid;
alter table batch_drafts add column recipe_id uuid;
alter table batch_drafts add column pilot_id uuid;
alter table batch_drafts add column starts_at timestamptz;
create index batch_drafts_by_age on batch_drafts (store_id, updated_at);

-- The draft a batch is the pilot of, and the pilot whose recipe a batch follows.
alter table batches add column pilot_of uuid;
alter table batches add column pilot_id uuid;
alter table batches add foreign key (store_id, pilot_id) references batches (store_id, id) on delete set null (pilot_id);

-- Everything that goes into an order but the picture's bytes and the copy; the copy; and the earlier row whose result is
-- served again instead of making a new one.
alter table generations add column order_hash text;
alter table generations add column copy integer not null default 0;
alter table generations add column reused_from uuid;
alter table generations add foreign key (store_id, reused_from) references generations (store_id, id) on delete cascade;
create index generations_by_order on generations (store_id, order_hash) where order_hash is not null;
create index generations_by_reused on generations (store_id, reused_from) where reused_from is not null;
drop index generations_bought_once;
-- The same source, recipe and seed is never bought twice; what is served again was bought before.
create unique index generations_bought_once on generations (store_id, request_hash)
  where state not in ('failed', 'cancelled', 'expired') and reused_from is null;
create index source_images_by_bytes on source_images (store_id, sha256) where sha256 is not null;

-- A recipe run again and again over a filter, for the products that have no results of it yet.
create table recurring_runs (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null,
  recipe_id uuid not null,
  filter jsonb not null,
  every text not null check (every in ('day', 'week', 'month')),
  first_on date not null,
  at_time time not null,
  most_credits bigint not null check (most_credits > 0),
  state text not null check (state in ('active', 'paused')),
  pause_reason text not null default '',
  next_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, recipe_id) references recipes (store_id, id),
  constraint due_while_active check ((next_at is null) = (state = 'paused'))
);
create index recurring_runs_due on recurring_runs (store_id, next_at) where next_at is not null;
select protect('recurring_runs');

-- What became of each period of a recurring run; one row a period, whatever runs twice.
create table recurring_starts (
  store_id uuid not null,
  recurring_id uuid not null,
  period date not null,
  outcome text not null check (outcome in ('started', 'nothing', 'refused')),
  batch_id uuid,
  detail text not null default '',
  at timestamptz not null,
  primary key (store_id, recurring_id, period),
  foreign key (store_id, recurring_id) references recurring_runs (store_id, id) on delete cascade,
  foreign key (store_id, batch_id) references batches (store_id, id) on delete set null (batch_id)
);
select protect('recurring_starts');
