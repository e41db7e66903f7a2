using Commerce.Web.Embedded;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Operators;

/// <summary>Who an operator is, as what they do is signed.</summary>
public static class OperatorNames
{
    /// <summary>The admin user by number and the shop whose staff they are.</summary>
    public static string Operator(this PageModel page) => $"{page.User.Actor()}, {page.User.Shop()?.Value}";
}
