using System.Globalization;
using Leadglass.Audit.Building;
using Leadglass.Audit.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadglass.Audit.Web;

/// <summary>The pages of a repository: log in, search, look at a record, reveal its patients. What is read is recorded first.</summary>
internal sealed class AuditPages(AuditWebOptions options, WebSessions? sessions, Func<IAuditStore> open)
{
    /// <summary>How many records a page shows.</summary>
    public const int OnPage = 50;

    private const string Records = "/records/";
    private const string Cookie = "leadglass-audit";

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request, and where the answer goes.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            await PageAsync(context, html => AuditHtml.Message(html, null, "That form was none", e.Message), (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await PageAsync(context, html => AuditHtml.Message(html, null, "The store cannot be used now", $"{e.Message}. Nothing was shown, since it could not be recorded."), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var reader = new WebReader(request.Cookies[Cookie] is { } secret ? sessions?.UserOf(secret) : null, WebReader.AddressOf(context));
        var path = request.Path.Value ?? "/";
        if (sessions is not null && (reader.Name is null || path == "/login"))
            await LoginAsync(context, reader, isPost && path == "/login");
        else if (sessions is not null && isPost && path == "/logout")
            Leave(context, reader);
        else if (path == "/")
            await SearchAsync(context, reader, isPost);
        else if (path.StartsWith(Records, StringComparison.Ordinal) && long.TryParse(path.AsSpan(Records.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            await ShowAsync(context, reader, sequence, isRevealed: isPost);
        else
            await PageAsync(context, html => AuditHtml.Message(html, reader.Name, "There is no such page", "Go to the search."), StatusCodes.Status404NotFound);
    }

    private async Task LoginAsync(HttpContext context, WebReader reader, bool isAttempt)
    {
        if (!isAttempt)
        {
            await PageAsync(context, html => AuditHtml.Login(html, null), StatusCodes.Status200OK);
            return;
        }

        var form = await FormAsync(context);
        var name = $"{form["name"]}".Trim();
        var (accepted, secret) = await sessions!.EnterAsync(name, $"{form["password"]}", $"{reader.Address}", context.RequestAborted);
        if (accepted is { } known && WebUsers.IsName(name))
        {
            try
            {
                using var store = open();
                reader.RecordLogin(store, options.Time, name, isLogin: true, known ? AuditOutcome.Success : AuditOutcome.MinorFailure);
            }
            catch when (secret is not null)
            {
                sessions.Leave(secret);
                throw;
            }
        }

        if (secret is null)
        {
            var words = accepted is null ? $"Too many failures. Wait {WebSessions.Penalty.TotalSeconds:0} seconds." : "Name or password is wrong.";
            await PageAsync(context, html => AuditHtml.Login(html, words), accepted is null ? StatusCodes.Status429TooManyRequests : StatusCodes.Status403Forbidden);
            return;
        }

        context.Response.Cookies.Append(Cookie, secret, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
        GoTo(context, "/");
    }

    private void Leave(HttpContext context, WebReader reader)
    {
        sessions!.Leave(context.Request.Cookies[Cookie]!);
        context.Response.Cookies.Delete(Cookie);
        using var store = open();
        reader.RecordLogin(store, options.Time, reader.Name!, isLogin: false, AuditOutcome.Success);
        GoTo(context, "/login");
    }

    private async Task SearchAsync(HttpContext context, WebReader reader, bool isAsked)
    {
        var form = isAsked ? SearchForm.Of(await FormAsync(context)) : SearchForm.Empty;
        var errors = new List<string>();
        var query = form.Query(options.Time.LocalTimeZone, errors);
        IReadOnlyList<StoredRecord>? found = null;
        if (isAsked && errors.Count == 0)
        {
            using var store = open();
            reader.RecordUse(store, options, "Searched; patients hidden");
            if (form[SearchForm.After] is { Length: > 0 } after)
            {
                query = query with { After = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? store.Search(new AuditQuery { Sequence = last }).FirstOrDefault() : null };
                if (query.After is null)
                    errors.Add("The record at which this page begins is no longer there. Search again.");
            }

            found = errors.Count > 0 ? null : [.. store.Search(query with { Most = OnPage + 1 })];
        }

        await PageAsync(context, html => AuditHtml.Search(html, reader.Name, form, errors, found, options.Time), errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task ShowAsync(HttpContext context, WebReader reader, long sequence, bool isRevealed)
    {
        StoredRecord? found;
        using (var store = open())
        {
            reader.RecordUse(store, options, $"Record {sequence}; patients {(isRevealed ? "revealed" : "hidden")}");
            found = store.Search(new AuditQuery { Sequence = sequence }).FirstOrDefault();
        }

        if (found is null)
            await PageAsync(context, html => AuditHtml.Message(html, reader.Name, $"There is no record {sequence}", "It was never there, or was removed for its age."), StatusCodes.Status404NotFound);
        else
            await PageAsync(context, html => RecordHtml.Write(html, reader.Name, found, isRevealed, options.Time), StatusCodes.Status200OK);
    }

    private static Task<IFormCollection> FormAsync(HttpContext context) =>
        context.Request.HasFormContentType ? context.Request.ReadFormAsync(context.RequestAborted) : throw new InvalidDataException("The body is of another type.");

    private static async Task PageAsync(HttpContext context, Action<TextWriter> write, int status)
    {
        var page = new StringWriter();
        write(page);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        await context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    private static void GoTo(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
