using System.Text.Json;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench;

/// <summary>
/// The ports of a clone, the same from run to run: pictures are stored with the address of the shop they came from, and a
/// shop on another port would be another shop.
/// </summary>
internal sealed class KeptPorts(Checkout checkout)
{
    private readonly string file = Path.Combine(checkout.Data, "ports.json");

    /// <summary>The port this part had before, else the wanted one, else any that is free.</summary>
    public int Of(string part, int wanted)
    {
        var known = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file))! : [];
        known[part] = FreePort.Prefer(known.GetValueOrDefault(part, wanted));
        File.WriteAllText(file, JsonSerializer.Serialize(known));
        return known[part];
    }
}
