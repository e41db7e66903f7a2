using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Workbench.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Commerce.Migrations.Tests;

/// <summary>The scripts and the model tell the same story: same tables, same columns, same types, same keys.</summary>
[Category("Database")]
public sealed class DriftTests
{
    private TestDatabase database = null!;
    private IModel model = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        await using var context = new CommerceContext(new DbContextOptionsBuilder<CommerceContext>().UseNpgsql(database.App).Options, new StoreScope());
        model = context.Model;
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        await database.DisposeAsync();
    }

    [Test]
    public async Task Tables_columns_types_and_nullability_are_the_same_in_scripts_and_model()
    {
        var scripts = await ReadAsync("""
            select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, null), case when a.attnotnull then '' else ' null' end)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and c.relname <> 'schema_migrations'
            """);
        var entities = model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property => Describe(entity, property)));
        Assert.That(entities.Order(), Is.EqualTo(scripts.Order()));
    }

    [Test]
    public async Task Primary_keys_are_the_same_in_scripts_and_model()
    {
        var scripts = await ReadAsync("""
            select format('%s(%s)', c.relname, string_agg(a.attname, ',' order by k.place))
            from pg_index i join pg_class c on c.oid = i.indrelid
            cross join lateral unnest(i.indkey) with ordinality as k(number, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
            where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
            group by c.relname
            """);
        var entities = model.GetEntityTypes().Select(entity => $"{entity.GetTableName()}({string.Join(',', entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()))})");
        Assert.That(entities.Order(), Is.EqualTo(scripts.Order()));
    }

    [Test]
    public async Task Every_foreign_key_between_tenant_tables_carries_the_store()
    {
        var without = await ReadAsync("""
            select con.conname from pg_constraint con join pg_class target on target.oid = con.confrelid
            where con.contype = 'f' and con.connamespace = 'public'::regnamespace and target.relname <> 'stores'
              and exists (select from pg_attribute a where a.attrelid = target.oid and a.attname = 'store_id') and not exists (
              select from unnest(con.conkey) as number join pg_attribute a on a.attrelid = con.conrelid and a.attnum = number where a.attname = 'store_id')
            """);
        Assert.That(without, Is.Empty);
    }

    private static string Describe(IEntityType entity, IProperty property) =>
        $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()}{(property.IsNullable ? " null" : string.Empty)}";

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var command = owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
