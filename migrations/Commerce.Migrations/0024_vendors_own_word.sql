-- Why nothing is asked of a provider, where it is not that it is silent: the code of the failure that shut the way at once.
alter table provider_circuits add column code text;

-- Keys that were found wrong have a word of their own now.
update provider_keys set failure = 'key-refused' where failure = 'invalid-request';

-- What vendors' own lists say of the models of the catalogue, read each night. Outside the wall, as the catalogue.
create table model_listings (
  vendor text not null,
  model text not null,
  asked_at timestamptz not null,
  listed_at timestamptz,
  until_day date,
  until_since timestamptz,
  primary key (vendor, model)
);
grant select, insert, update, delete on model_listings to ${app};

-- When each list was last asked for, and what stood against it; empty when nothing.
create table model_lists (
  vendor text primary key,
  asked_at timestamptz not null,
  failure text not null default ''
);
grant select, insert, update, delete on model_lists to ${app};
