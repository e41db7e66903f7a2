using System.Text;
using Commerce.Batches.Sheets;
using Commerce.Delimited;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>Somebody goes on with a sheet's rows while somebody else changes it.</summary>
public sealed class SheetRaceTests : SheetFixture
{
    private const string Text = "Name,Image\nMug,https://shop.example/a.jpg\n";

    [Test]
    public async Task A_check_that_is_overtaken_by_a_batch_leaves_its_rows_alone()
    {
        var sheet = await CheckedAsync(Text);
        var begun = await OvertakenAsync(sheet, () => Work.RunAsync(Store.Id, services => services.GetRequiredService<SheetChecks>().StartAsync(sheet.Id, sheet.Mapping, CancellationToken.None)));
        Assert.Multiple(async () =>
        {
            Assert.That(begun, Is.False);
            Assert.That(await RowsAsync(sheet), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_new_file_that_is_overtaken_by_a_batch_is_refused_and_leaves_its_rows_alone()
    {
        var sheet = await CheckedAsync(Text);
        var refused = await OvertakenAsync(sheet, () => Work.RunAsync(Store.Id, async services =>
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(Text));
            try
            {
                await services.GetRequiredService<SheetUploads>().TakeAsync(sheet.Id, new SheetUpload(content, "mugs.csv"), null, "staff 901", CancellationToken.None);
                return false;
            }
            catch (UnreadableFileException error)
            {
                return error.Message.Contains("A batch was made of this sheet", StringComparison.Ordinal);
            }
        }));
        Assert.Multiple(async () =>
        {
            Assert.That(refused, Is.True);
            Assert.That(await RowsAsync(sheet), Has.Count.EqualTo(1));
        });
    }

    // A draft is made of the sheet in a transaction that ends only when the other one, which saw none, waits for it.
    private async Task<T> OvertakenAsync<T>(Sheet sheet, Func<Task<T>> act)
    {
        await using var source = NpgsqlDataSource.Create(Database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var draft = new NpgsqlCommand("update sheets set draft_id = @draft where store_id = @store and id = @sheet", connection, transaction);
        draft.Parameters.AddWithValue("draft", Guid.CreateVersion7(Clock.GetUtcNow()));
        draft.Parameters.AddWithValue("store", Store.Id);
        draft.Parameters.AddWithValue("sheet", sheet.Id);
        await draft.ExecuteNonQueryAsync();
        var acting = act();
        await using var watching = source.CreateCommand("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')");
        while (!acting.IsCompleted && !(bool)(await watching.ExecuteScalarAsync())!)
        {
            await Task.Yield();
        }

        await transaction.CommitAsync();
        return await acting;
    }
}
