-- What a person has chosen so far for a batch that has not been started; the address of the guided steps names it.
create table batch_drafts (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  name text not null default '',
  product_ids uuid[] not null default '{}',
  content jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store_id, id)
);
select protect('batch_drafts');
