namespace Commerce.Web.Operators;

/// <summary>Who runs this installation. Nobody by default.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>Domains of the shops whose staff are operators, such as <c>our-team.myshopify.com</c>.</summary>
    public IReadOnlyList<string> Shops { get; init; } = [];

    /// <summary>Narrows the shops' staff to these admin users; empty lets in every user of the shops.</summary>
    public IReadOnlyList<long> Users { get; init; } = [];
}
