const { release, items } = await (await fetch('items.json')).json()
document.querySelector('#release').textContent = release
document.querySelector('#items').replaceChildren(
  ...items.map(({ name, price }) => {
    const item = document.createElement('li')
    item.textContent = `${name}: ${price.toFixed(2)} €`
    return item
  }),
)
