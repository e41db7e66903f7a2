using System.Net.Http.Json;
using Commerce.Workbench;
using Commerce.Workbench.Demo;
using Npgsql;

namespace Commerce.Tests.Demo;

/// <summary>A demo in a world of its own, with a look behind the scenes.</summary>
internal sealed class DemoFixture : IAsyncDisposable
{
    private readonly DemoOptions options;

    private DemoFixture(DemoWorld world, DemoOptions options) => (World, this.options) = (world, options);

    public DemoWorld World { get; }

    public List<string> Said { get; } = [];

    public static async Task<DemoFixture> StartAsync(string catalogue, int images = 1, int videos = 0, int workers = 1, string provider = "local")
    {
        var options = new DemoOptions(catalogue, images, videos, Json: true, workers) { Provider = provider };
        return new DemoFixture(await DemoWorld.StartAsync(Checkout.Find(), options, TimeProvider.System, CancellationToken.None), options);
    }

    public async Task<DemoResult> RunAsync(CancellationToken ct = default)
    {
        await using var services = DemoServices.Build(World, options);
        return await new DemoRun(World, options, services, TimeProvider.System, Said.Add).RunAsync(ct);
    }

    /// <summary>One number from the database, seen as its owner.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(World.Connections.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(World.Connections.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    /// <summary>The hashes of all files the sandbox holds, in a gallery or not.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        using var client = new HttpClient { BaseAddress = World.Sandbox };
        var answer = await client.GetFromJsonAsync<FileList>($"control/shops/{World.Shop.Domain}/files");
        return [.. answer!.Files.Select(file => file.Sha256)];
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private sealed record FileList(IReadOnlyList<StoredFile> Files);

    private sealed record StoredFile(string Sha256);
}
