"""What whoever leaves the site takes from their device."""


def clear(request, response):
    """Have the device forget all that the site kept there, and return `response`.

    The header clears cookies of other paths, storage and kept pages as well; where a browser does
    not know it, the cookies that were sent are taken back one by one.
    """
    for name in request.COOKIES:
        response.delete_cookie(name)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
