namespace Commerce.Web.Tests.Infrastructure;

/// <summary>A store of the fixture.</summary>
public sealed record SeededStore(Guid Id, string Shop, string Name);
