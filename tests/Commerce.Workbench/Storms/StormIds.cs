using System.Security.Cryptography;
using System.Text;

namespace Commerce.Workbench.Storms;

/// <summary>Ids that follow from a name, so that what is done again is done to the same thing.</summary>
internal static class StormIds
{
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
