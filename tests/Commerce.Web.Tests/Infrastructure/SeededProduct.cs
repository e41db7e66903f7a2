namespace Commerce.Web.Tests.Infrastructure;

/// <summary>A product of the fixture with its own pictures in gallery order.</summary>
public sealed record SeededProduct(Guid Id, string Title, IReadOnlyList<Guid> Pictures);
