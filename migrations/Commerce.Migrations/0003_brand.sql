create table brand_readings (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  site_url text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  pages_read integer not null default 0,
  message text,
  requested_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (store_id, id)
);
create index brand_readings_latest on brand_readings (store_id, created_at desc);
select protect('brand_readings');

create table brand_profiles (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  version integer not null,
  site_url text not null default '',
  analyser text not null,
  sample_sentence text,
  sample_sentence_url text,
  created_by text not null,
  created_at timestamptz not null,
  note text not null default '',
  primary key (store_id, id),
  unique (store_id, version)
);
create trigger brand_profiles_are_immutable before update on brand_profiles for each row execute function refuse_change();
select protect('brand_profiles');

create table brand_attributes (
  store_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  kind text not null check (kind in ('tone', 'audience', 'feature', 'style', 'palette', 'do', 'dont')),
  value text not null,
  role text not null default '',
  confidence real not null check (confidence between 0 and 1),
  locked boolean not null default false,
  by_owner boolean not null default false,
  receipt_url text,
  receipt_text text,
  position integer not null,
  primary key (store_id, id),
  foreign key (store_id, profile_id) references brand_profiles (store_id, id) on delete cascade
);
create index brand_attributes_by_profile on brand_attributes (store_id, profile_id, kind, position);
create trigger brand_attributes_are_immutable before update on brand_attributes for each row execute function refuse_change();
select protect('brand_attributes');
