using System.Security.Cryptography;
using System.Text.Json;

namespace Commerce.Workbench;

/// <summary>The secrets of one clone's private servers: made once, kept in <c>.data/secrets.json</c>, readable by its owner only.</summary>
public sealed record Secrets(
    string PostgresPassword,
    string AppPassword,
    string JobsPassword,
    string ShopifyApiSecret,
    string EncryptionKey,
    string LinkKey)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static Secrets LoadOrCreate(Checkout checkout)
    {
        var path = Path.Combine(checkout.Data, "secrets.json");
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path))
                ?? throw new ProblemException($"{path} is empty. Delete .data with ./studio reset and start again.");
        }

        var secrets = Create();
        Directory.CreateDirectory(checkout.Data);
        PrivateFile.Write(path, JsonSerializer.Serialize(secrets, Format));
        return secrets;
    }

    /// <summary>Fresh secrets for a run that keeps nothing.</summary>
    public static Secrets Create() => new(Hex(), Hex(), Hex(), Hex(), Key(), Key());

    private static string Hex() => RandomNumberGenerator.GetHexString(48, lowercase: true);
    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
