-- Whether AI vendors may cut products out of pictures of this store whose background is not plain.
alter table routing_policies add column buys_cutouts boolean not null default true;
