using System.Globalization;
using System.Net;
using System.Text.Json;
using Leadglass.Audit.Building;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Leadglass.Audit.Fhir;

/// <summary>
/// Answers over HTTP as an Audit Record Repository of FHIR R4: searches (IHE ITI-81), single resources, and the FHIR feed (ITI-20). Each reading is written into
/// the store first.
/// </summary>
internal sealed class FhirEndpoint(AuditWebOptions options, WebSessions? sessions, Func<IAuditStore> open)
{
    /// <summary>Where it is, below the address of the pages.</summary>
    public const string Path = "/fhir";

    private const string MediaType = "application/fhir+json";
    private const string Collection = "/AuditEvent";

    private readonly BasicLogin? _login = sessions is null ? null : new BasicLogin(sessions);

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request, and where the answer goes.</param>
    /// <param name="path">The path below <see cref="Path"/>.</param>
    public async Task AnswerAsync(HttpContext context, PathString path)
    {
        try
        {
            await RouteAsync(context, path.Value?.TrimEnd('/') ?? "");
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, "structure", e.Message);
        }
        catch (InvalidDataException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "structure", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "transient", $"The store cannot be used now: {e.Message}. Try again; nothing was shown or stored.");
        }
    }

    private async Task RouteAsync(HttpContext context, string path)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var isPost = HttpMethods.IsPost(request.Method);
        if (!AcceptsJson(request))
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, "not-supported", $"Only JSON is written here: {MediaType}.");
        else if (isGet && path == "/metadata")
            await AnswerAsync(context, StatusCodes.Status200OK, json => CapabilityStatement.Write(json, Address(request), _login is not null, options.Time.GetUtcNow()));
        else if (await ReaderAsync(context) is not { } reader)
            return;
        else if (isGet && path == Collection)
            await SearchAsync(context, reader, request.Query);
        else if (isPost && path == $"{Collection}/_search")
            await SearchAsync(context, reader, request.Query.Concat(request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : []));
        else if (isPost && path == Collection)
            await AddAsync(context, reader);
        else if (isPost && path.Length == 0)
            await AddAllAsync(context, reader);
        else if (isGet && path.StartsWith($"{Collection}/", StringComparison.Ordinal))
            await ShowAsync(context, reader, path[(Collection.Length + 1)..]);
        else if (isGet || isPost)
            await RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", $"There is nothing here; {Path}/metadata says what there is.");
        else
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "not-supported", "Records are read and added, never changed or removed.");
    }

    /// <summary>Who sends the request; <see langword="null"/> if it was answered already, since it is nobody who may.</summary>
    private async Task<WebReader?> ReaderAsync(HttpContext context)
    {
        var address = WebReader.AddressOf(context);
        if (_login is null)
            return new WebReader(null, address);
        var (name, isRight, isNew) = await _login.WhoAsync($"{context.Request.Headers.Authorization}", address, context.RequestAborted);
        var reader = new WebReader(isRight == true ? name : null, address);
        if (isNew && isRight is { } right && WebUsers.IsName(name!))
        {
            using var store = open();
            reader.RecordLogin(store, options.Time, name!, isLogin: true, right ? AuditOutcome.Success : AuditOutcome.MinorFailure);
        }

        if (isRight == true)
            return reader;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"leadglass\", charset=\"UTF-8\"";
        if (isRight is null)
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "throttled", $"Too many failures. Wait {WebSessions.Penalty.TotalSeconds:0} seconds.");
        else
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "login", "Send name and password by HTTP Basic; leadglass audit user makes users.");
        return null;
    }

    private async Task SearchAsync(HttpContext context, WebReader reader, IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var given = parameters.ToList();
        var errors = new List<string>();
        var search = AuditEventSearch.Parse(given, $"{context.Request.Headers["Prefer"]}".Contains("handling=lenient", StringComparison.Ordinal), errors);
        if (errors.Count > 0)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, json => OutcomeIssue.Write(json, errors.Select(static error => OutcomeIssue.Error("invalid", error))));
            return;
        }

        AuditEventPage? page;
        using (var store = open())
        {
            reader.RecordUse(store, options, "Searched by FHIR (ITI-81)");
            page = AuditEventPage.Read(store, search);
        }

        if (page is null)
        {
            await RefuseAsync(context, StatusCodes.Status410Gone, "not-found", "The record at which this page begins is no longer there. Search again.");
            return;
        }

        List<OutcomeIssue> remarks = [.. search.Remarks.Select(static remark => OutcomeIssue.Warning("informational", remark))];
        if (page.IsCutShort)
            remarks.Add(OutcomeIssue.Warning("incomplete", "The page ends before it is full, since much was looked at that did not match. Follow the link to the next, or search a shorter time."));
        var collection = Address(context.Request) + Collection;
        await AnswerAsync(context, StatusCodes.Status200OK, json => FhirBundle.WritePage(
            json, page, remarks, collection, Link(collection, given), page.Next is { } next ? Link(collection, given, next) : null, isFirst: search.After is null));
    }

    private async Task ShowAsync(HttpContext context, WebReader reader, string id)
    {
        StoredAuditEvent? found = null;
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            using var store = open();
            reader.RecordUse(store, options, $"Record {sequence} by FHIR");
            found = store.Search(new AuditQuery { Sequence = sequence }).Select(StoredAuditEvent.Of).FirstOrDefault();
        }

        if (found is null)
            await RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "There is no such record, or no message can be read from it.");
        else
            await AnswerAsync(context, StatusCodes.Status200OK, found.Write);
    }

    private async Task AddAsync(HttpContext context, WebReader reader)
    {
        if (await BodyAsync(context) is not { } octets)
            return;
        var entry = FeedEntry.Of(octets, Remote(context, reader), options.Time.GetUtcNow());
        if (entry.Record is null)
        {
            await AnswerAsync(context, StatusCodes.Status422UnprocessableEntity, json => OutcomeIssue.Write(json, entry.Issues));
            return;
        }

        context.Response.Headers.Location = $"{Address(context.Request)}{Collection}/{Append([entry])}";
        await AnswerAsync(context, StatusCodes.Status201Created, json => OutcomeIssue.Write(
            json, entry.Issues.Count > 0 ? entry.Issues : [new OutcomeIssue("information", "informational", "The resource is stored.")]));
    }

    private async Task AddAllAsync(HttpContext context, WebReader reader)
    {
        if (await BodyAsync(context) is not { } octets)
            return;
        var bundle = FeedBundle.Read(octets, Remote(context, reader), options.Time.GetUtcNow(), out var refusal);
        if (bundle is null || bundle.IsRefused)
        {
            var issues = refusal is null ? bundle!.Entries.Where(static entry => entry.Record is null).SelectMany(static entry => entry.Issues) : [refusal];
            await AnswerAsync(context, StatusCodes.Status422UnprocessableEntity, json => OutcomeIssue.Write(json, issues));
            return;
        }

        List<FeedEntry> kept = [.. bundle.Entries.Where(static entry => entry.Record is not null)];
        var first = kept.Count == 0 ? 0 : Append(kept) - kept.Count + 1;
        await AnswerAsync(context, StatusCodes.Status200OK, json => FhirBundle.WriteAnswer(json, bundle, first));
    }

    /// <summary>Stores all or none, and tells the number of the last.</summary>
    private long Append(IReadOnlyList<FeedEntry> entries)
    {
        using var store = open();
        return store.Append([.. entries.Select(static entry => entry.Record!)]).Sequence;
    }

    /// <summary>The body; <see langword="null"/> if it was answered already, since it is no JSON.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not (MediaType or "application/json" or "application/json+fhir"))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "not-supported", $"Send {MediaType}.");
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = FhirJsonReader.MostOctets;
        using var octets = new MemoryStream();
        await context.Request.Body.CopyToAsync(octets, context.RequestAborted);
        return octets.ToArray();
    }

    private static IPEndPoint Remote(HttpContext context, WebReader reader) => new(reader.Address, context.Connection.RemotePort);

    private static string Address(HttpRequest request) => $"{request.Scheme}://{request.Host}{Path}";

    private static string Link(string collection, IEnumerable<KeyValuePair<string, StringValues>> parameters, long? after = null)
    {
        var query = new QueryBuilder(parameters.Where(parameter => after is null || parameter.Key != AuditEventSearch.AfterName));
        if (after is { } last)
            query.Add(AuditEventSearch.AfterName, $"{last}");
        return $"{collection}{query.ToQueryString()}";
    }

    private static bool AcceptsJson(HttpRequest request)
    {
        var wanted = request.Query["_format"] is { Count: > 0 } format ? $"{format}" : $"{request.Headers.Accept}";
        return wanted.Length == 0 || wanted.Contains("json", StringComparison.OrdinalIgnoreCase) || wanted.Contains("*/*", StringComparison.Ordinal) || wanted.Contains("application/*", StringComparison.Ordinal);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string reason) =>
        AnswerAsync(context, status, json => OutcomeIssue.Write(json, [OutcomeIssue.Error(code, reason)]));

    private static async Task AnswerAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, new JsonWriterOptions { Indented = context.Request.Query["_pretty"] == "true", NewLine = "\n" }))
            write(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{MediaType}; charset=utf-8";
        await context.Response.Body.WriteAsync(octets.GetBuffer().AsMemory(0, (int)octets.Length), context.RequestAborted);
    }
}
