-- Run as the owner of the database: the application may work with the rows of every table there
-- is or will be, and with nothing else. It can neither change a table nor drop a trigger.
-- TRUNCATE is left out on purpose: no trigger for rows would see it.
-- Run `manage.py migrate` after it, which takes back UPDATE and DELETE where history only grows.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO stridewell_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO stridewell_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO stridewell_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stridewell_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO stridewell_app;
-- A table of its own could stand in front of a real one wherever a name comes without a schema.
DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
