-- What better-auth 1.7.25 asks for (a test asserts that nothing is left to create), in a schema that only app_auth enters.
-- An account has the id of its person; names, phone numbers and addresses stay in `person`, their one home.

set local search_path = auth;

create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null, "mustChangePassword" boolean not null);

create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade, "unitId" integer, "shared" boolean not null, "lastSeenAt" timestamptz not null);

create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);

create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create index "session_userId_idx" on "session" ("userId");

create index "account_userId_idx" on "account" ("userId");

create index "verification_identifier_idx" on "verification" ("identifier");

-- one password per person, so that giving out an account twice changes nothing
create unique index account_key on "account" ("providerId", "accountId");

-- Failed sign-ins, counted in the database because several processes answer.
create table attempt (
  key text primary key,
  failures int not null,
  began_at timestamptz not null
);

grant select, insert, update, delete on "user", "session", "account", "verification", attempt to app_auth;
-- the health check compares people with accounts; nothing else of this schema is for the system
grant select ("id") on "user" to app_system;
grant select ("userId", "providerId") on "account" to app_system;

set local search_path = public;

-- People sign in by staff code and e-mail in any case of letters.
create unique index person_staff_code_lower on person (lower(staff_code));
create unique index person_email_lower on person (lower(email));

-- One's own language and preferences, also where the unit that keeps the record is no longer one's own.
create policy person_change_self on person for update to app_rt using (id = (select own_person()));
